package dev.slipway.matinee.web;

/// An instance, as the program that runs it sees it.
public interface Running {

    /// Brings the database to this version and becomes ready.
    ///
    /// @throws WebException if that cannot be; the instance should then be closed
    void serve() throws InterruptedException;

    /// Ends in order. Whether nothing had to be cut within the limit.
    boolean drain();

    /// Ends at once, as an instance does that could not start.
    void close();
}
