package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.migrate.DatabaseUrl;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A copy of a database that a streaming replica serves, while the primary goes on.
class ReplicaTest extends CopyFixture {

    @Test
    void a_replica_is_copied_as_far_as_it_has_come() throws Exception {
        tell("create table room (id int); insert into room select generate_series(1, 100)");
        var data = folder.resolve("replica");
        int port = freePort();
        run(
                List.of("pg_basebackup", "--pgdata=" + data, "--write-recovery-conf"),
                List.of("--checkpoint=fast", "--no-sync", "--dbname=" + replication()));
        try {
            pgCtl(
                    data,
                    "start",
                    "--wait",
                    "--log=" + folder.resolve("log"),
                    "--options=-p " + port);
            var replica = DatabaseUrl.parse(onPort(source.toReference(), port));
            until(replica, "select count(*) from room", "100");
            assertThat(ask(replica, "select pg_is_in_recovery()")).isEqualTo("t");

            var copy = copy(new Origin.Live(replica, List.of()));

            assertThat(copy.drill()).isEmpty();
            assertThat(ask(copy.url(), "select count(*) from room")).isEqualTo("100");
            assertThat(ask(copy.url(), "select pg_is_in_recovery()")).isEqualTo("f");
        } finally {
            pgCtl(data, "stop", "--mode=immediate", "--wait");
        }
    }

    private String replication() {
        return "host=127.0.0.1 port=%d user=%s passfile=%s"
                .formatted(source.port(), source.user(), home.resolve("source/pgpass"));
    }

    private String onPort(String url, int port) {
        return url.replace(":" + source.port() + "/", ":" + port + "/");
    }

    private static void until(DatabaseUrl database, String sql, String answer) throws Exception {
        for (int left = 600; left > 0; left--) {
            try {
                if (ask(database, sql).equals(answer)) {
                    return;
                }
            } catch (SQLException notYet) {
                // the database has not come there yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the replica did not come so far");
    }

    /// As root, hidden in a user namespace, as servers of ours are.
    private void pgCtl(Path data, String verb, String... options) throws Exception {
        var bin = Binaries.find(15, home.resolve("cache")).bin();
        var words = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "--user"));
        }
        words.addAll(List.of(bin.resolve("pg_ctl").toString(), verb, "--pgdata=" + data));
        run(words, List.of(options));
    }

    private void run(List<String> command, List<String> options) throws Exception {
        var words = new ArrayList<>(command);
        words.addAll(options);
        var process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        assertThat(process.waitFor()).as(() -> words + " " + folder.resolve("said")).isZero();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
