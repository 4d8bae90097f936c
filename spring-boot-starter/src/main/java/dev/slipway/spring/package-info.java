/// A Spring Boot application that migrates before it serves, tells how it is from its first moment,
/// is configured strictly and ends in order.
///
/// Begin at [SlipwayProperties]; [StrictConfiguration] and [DrainPart] are what an application
/// names itself.
@NullMarked
package dev.slipway.spring;

import org.jspecify.annotations.NullMarked;
