package dev.slipway.matinee.web;

import dev.slipway.service.config.Secret;
import java.time.Instant;

/// Somebody who logged in.
///
/// @param token what they show from now on
record Session(String handle, Instant expires, Secret token) {}
