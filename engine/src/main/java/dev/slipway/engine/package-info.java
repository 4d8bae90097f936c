/// The release engine: one package a capability, and nothing in this one.
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
