package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {

    @Test
    void a_server_runs_under_the_account_of_this_process() throws Exception {
        runsUnder(Account.current());
    }

    /// Only root can become another user; everybody else has nothing to leave.
    @Test
    void a_server_runs_as_nobody_where_root_may_not_make_user_namespaces() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
        runsUnder(Account.nobody());
    }

    private static void runsUnder(Account account) throws Exception {
        var folder = Files.createTempDirectory("slipway-account-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var binaries = Binaries.find(15, folder.resolve("cache"));
        var settings = Map.of("fsync", "off");
        try {
            Server.start(binaries, folder.resolve("home"), settings, account).stop();
            try (var server = Server.start(binaries, folder.resolve("home"), settings, account)) {
                server.createDatabase("made");
            }
            assertThat(folder.resolve("home")).doesNotExist();
        } finally {
            Tree.delete(folder);
        }
    }
}
