package dev.slipway.migrate;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Stops the servers when the last test has run, and not while the process ends, which has little
/// time for that.
public final class StopServers implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        TestServer.stopAll();
    }
}
