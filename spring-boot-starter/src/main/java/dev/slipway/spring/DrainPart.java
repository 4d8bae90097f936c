package dev.slipway.spring;

import dev.slipway.service.drain.Part;
import dev.slipway.service.drain.Stage;

/// A part of the application that has to end when it is told to, as a bean: its WebSockets and
/// streams, its workers. The web server is one already, and what Spring closes by itself needs
/// none.
///
/// @param stage with which it ends
/// @param name how it is called if it has to be cut
/// @param part returns when it has ended
public record DrainPart(Stage stage, String name, Part part) {}
