package dev.slipway.service.operations;

import java.util.ArrayList;
import java.util.List;

/// A program's arguments, divided: what the configuration reads, wherever it stands, and the rest.
///
/// @param config `--config FILE` and `--section.key=VALUE`
record Words(List<String> config, List<String> others) {

    static Words of(List<String> arguments) {
        var config = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var each = arguments.iterator(); each.hasNext(); ) {
            var word = each.next();
            boolean ofConfig = word.matches("(?s)--(config|config=.*|[^=.]+\\.[^=]+=.*)");
            (ofConfig ? config : others).add(word);
            if (word.equals("--config") && each.hasNext()) {
                config.add(each.next());
            }
        }
        return new Words(List.copyOf(config), List.copyOf(others));
    }
}
