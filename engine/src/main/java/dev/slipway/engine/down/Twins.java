package dev.slipway.engine.down;

import dev.slipway.migrate.DatabaseUrl;

/// Makes databases that are as another one is, to be changed and thrown away.
@FunctionalInterface
public interface Twins {

    /// Nobody may be connected to the original.
    Twin of(DatabaseUrl original);

    /// A database, gone when it is closed.
    interface Twin extends AutoCloseable {

        DatabaseUrl url();

        @Override
        void close();
    }
}
