package dev.slipway.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Stops the server when the last test has run.
public final class StopServer implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            TestServer.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
