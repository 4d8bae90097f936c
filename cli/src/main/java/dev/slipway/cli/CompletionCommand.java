package dev.slipway.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `slipway completion`: prints what makes a shell complete the commands and options.
@Command(
        name = "completion",
        description = {
            "Print the script that completes commands and options in a shell.",
            "",
            "bash: source <(slipway completion bash), or put it into",
            "      /etc/bash_completion.d/slipway",
            "zsh:  source <(slipway completion zsh)",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class CompletionCommand implements Callable<Integer> {

    /// The shells that one script of picocli's serves.
    enum Shell {
        BASH,
        ZSH
    }

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    private final Supplier<CommandLine> commands;

    /// @param commands builds all there are
    CompletionCommand(Supplier<CommandLine> commands) {
        this.commands = commands;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (shell == Shell.ZSH) {
            out.println("autoload -Uz compinit && compinit");
        }
        out.print(AutoComplete.bash("slipway", commands.get()));
        out.flush();
        return 0;
    }
}
