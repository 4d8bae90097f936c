package dev.slipway.cli;

import dev.slipway.report.Exit;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;

/// `slipway completion`: prints what makes a shell complete the commands and options.
final class CompletionCommand extends Command {

    /// The shells that one script of picocli's serves.
    enum Shell {
        BASH,
        ZSH
    }

    private final Supplier<CommandLine> commands;
    private final Supplier<Shell> shell;

    /// @param commands builds all there are
    CompletionCommand(Supplier<CommandLine> commands) {
        super(
                "completion",
                "Print the script that completes commands and options in a shell.",
                "",
                "bash: source <(slipway completion bash), or put it into",
                "      /etc/bash_completion.d/slipway",
                "zsh:  source <(slipway completion zsh)",
                "");
        this.commands = commands;
        shell = arguments().parameter("SHELL", Shell.class, "bash or zsh.");
    }

    @Override
    Exit run() {
        if (shell.get() == Shell.ZSH) {
            out().println("autoload -Uz compinit && compinit");
        }
        out().print(AutoComplete.bash("slipway", commands.get()));
        out().flush();
        return Exit.DONE;
    }
}
