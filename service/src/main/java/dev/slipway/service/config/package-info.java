/// A service's configuration: declared once as records, read strictly from file, environment and
/// command line, and shown without its secrets.
///
/// Begin at [Configuration].
@NullMarked
package dev.slipway.service.config;

import org.jspecify.annotations.NullMarked;
