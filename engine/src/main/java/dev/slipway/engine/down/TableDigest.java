package dev.slipway.engine.down;

import java.math.BigInteger;

/// What the rows of a table come to, whatever their order: how many there are, and the sums of two
/// independent hashes of each, 64 bits wide.
///
/// Sums and not exclusive ors, in which two equal rows would vanish.
record TableDigest(long rows, BigInteger first, BigInteger second) {}
