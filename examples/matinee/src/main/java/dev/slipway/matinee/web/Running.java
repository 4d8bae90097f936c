package dev.slipway.matinee.web;

import dev.slipway.service.drain.Drain;

/// An instance, as the program that runs it sees it.
public interface Running {

    /// Brings the database to this version and becomes ready.
    ///
    /// @throws WebException if that cannot be
    void serve() throws InterruptedException;

    /// Its end in order.
    Drain drain();

    /// Puts into its log what is told of its end.
    void tellOfEnd(String line);
}
