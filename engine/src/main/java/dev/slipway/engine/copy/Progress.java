package dev.slipway.engine.copy;

/// Hears how far a copy is, or a rehearsal on it.
public interface Progress {

    /// Nobody hears.
    Progress UNHEARD =
            new Progress() {
                @Override
                public void begins(String doing) {}

                @Override
                public void goesOn(String doing) {}
            };

    /// Something begins.
    ///
    /// @param doing such as `Restoring the backup`
    void begins(String doing);

    /// What began goes on.
    ///
    /// @param doing the same, with how much is done and, where that can be told, left
    void goesOn(String doing);
}
