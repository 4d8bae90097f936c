package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private final Commands commands =
            new Commands(new Terminal(false, false, false), Map.of(), WorkFolder.in(Path.of("")));

    @Test
    void every_command_is_found_under_its_own_name() {
        assertNames(commands.all());
        assertNames(sub(commands.all(), "db"));
    }

    private static void assertNames(CommandLine group) {
        group.getSubcommands()
                .forEach((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
    }

    @Test
    void a_command_built_alone_is_the_same_as_among_all() {
        var all = commands.all();
        all.getSubcommands()
                .forEach((name, command) -> {
                    var alone = commands.of(name);
                    assertThat(alone.getSubcommands()).containsOnlyKeys(name);
                    assertThat(help(sub(alone, name))).isEqualTo(help(command));
                });
        sub(all, "db")
                .getSubcommands()
                .forEach((name, command) -> {
                    var db = sub(commands.of("db", name), "db");
                    assertThat(db.getSubcommands()).containsOnlyKeys(name);
                    assertThat(help(sub(db, name))).isEqualTo(help(command));
                });
    }

    @Test
    void what_names_no_command_is_answered_with_all_of_them() {
        assertThat(help(commands.of("--help"))).isEqualTo(help(commands.all()));
        assertThat(help(commands.of())).isEqualTo(help(commands.all()));
        assertThat(help(sub(commands.of("db", "stauts"), "db")))
                .isEqualTo(help(sub(commands.all(), "db")));
    }

    private static CommandLine sub(CommandLine group, String name) {
        return Objects.requireNonNull(group.getSubcommands().get(name), name);
    }

    private static String help(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
