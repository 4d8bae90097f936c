package dev.slipway.cli;

import dev.slipway.migrate.NewMigration;
import dev.slipway.report.Exit;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// `slipway db create`: begins a migration in a folder of migrations.
final class DbCreateCommand extends Command {

    private final Supplier<String> name;
    private final FolderOptions migrations;
    private final OutputOption output;

    private final ToolConfiguration configuration;
    private final Clock clock;

    DbCreateCommand(Terminal terminal, ToolConfiguration configuration, Clock clock) {
        super("create", "Write the next migration's files, in the folder's own format and style.");
        this.configuration = configuration;
        this.clock = clock;
        name =
                arguments()
                        .parameter(
                                "NAME",
                                String.class,
                                "What it does, such as add_posters: letters, digits and"
                                        + " underscores.");
        migrations = new FolderOptions(arguments());
        output = new OutputOption(this, terminal);
    }

    @Override
    Exit run() {
        var tool = configuration.settings(migrations.told(), Optional.empty());
        var created =
                NewMigration.create(
                        migrations.folder(configuration, tool),
                        migrations.format(tool),
                        name.get(),
                        clock);
        output.print(created.toReport());
        return Exit.DONE;
    }
}
