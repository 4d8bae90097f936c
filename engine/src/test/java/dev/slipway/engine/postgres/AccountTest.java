package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {

    @Test
    void a_server_runs_under_the_account_of_this_process() throws Exception {
        runsUnder(Account.current());
    }

    /// Only root can become another user, and only root must: where it may not make user
    /// namespaces, this is what [Account#current()] falls back to.
    @Test
    void root_runs_a_server_as_nobody_and_everybody_else_as_themselves() throws Exception {
        if (System.getProperty("user.name").equals("root")) {
            runsUnder(Account.nobody());
        } else {
            assertThat(Account.current()).isEqualTo(new Account.Ours(List.of()));
        }
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
