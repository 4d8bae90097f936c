package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private final Commands commands =
            new Commands(new Terminal(false, false, false), Map.of(), WorkFolder.in(Path.of("")));

    @Test
    void every_command_is_found_under_its_own_name() {
        assertNames(commands.all());
        assertNames(commands.all().getSubcommands().get("db"));
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
                    assertThat(help(alone.getSubcommands().get(name))).isEqualTo(help(command));
                });
        all.getSubcommands()
                .get("db")
                .getSubcommands()
                .forEach((name, command) -> {
                    var db = commands.of("db", name).getSubcommands().get("db");
                    assertThat(db.getSubcommands()).containsOnlyKeys(name);
                    assertThat(help(db.getSubcommands().get(name))).isEqualTo(help(command));
                });
    }

    @Test
    void what_names_no_command_is_answered_with_all_of_them() {
        assertThat(help(commands.of("--help"))).isEqualTo(help(commands.all()));
        assertThat(help(commands.of())).isEqualTo(help(commands.all()));
        assertThat(help(commands.of("db", "stauts").getSubcommands().get("db")))
                .isEqualTo(help(commands.all().getSubcommands().get("db")));
    }

    private static String help(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
