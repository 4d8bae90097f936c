package dev.slipway.service.config;

import dev.slipway.report.Json;
import dev.slipway.report.Report;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;

/// The configuration of a service, declared as a record with a component a section.
///
/// A default is weaker than the file, the file than a variable, a variable than the command line.
/// Nothing is passed over: a key that nobody declared, a variable with the prefix that nobody reads
/// and a value that does not fit are all told of at once.
///
/// A secret may stand in a file of its own, which `section.key_file`, `PREFIX_SECTION_KEY_FILE` or
/// `--section.key_file` names: relative to the configuration file where that says it, and to the
/// working directory otherwise.
public final class Configuration<T extends Record> {

    private final Class<T> type;
    private final Declaration declaration;

    private Configuration(Class<T> type, Declaration declaration) {
        this.type = type;
        this.declaration = declaration;
    }

    /// @param type a record whose components are records with [Section]
    /// @param prefix of its variables, such as `SHOP`
    /// @throws IllegalArgumentException for a declaration that contradicts itself
    public static <T extends Record> Configuration<T> of(Class<T> type, String prefix) {
        return new Configuration<>(type, Declaration.of(type, prefix));
    }

    public Loaded<T> load(Inputs inputs) {
        return load(inputs, new Problems(), new Problems());
    }

    /// The same, but a key that is given though it is to be removed is an error.
    public Loaded<T> loadStrictly(Inputs inputs) {
        var problems = new Problems();
        return load(inputs, problems, problems);
    }

    /// @param announced takes what works today and will not in a version to come
    private Loaded<T> load(Inputs inputs, Problems problems, Problems announced) {
        var arguments = Arguments.read(inputs.arguments(), problems);
        var file = file(inputs, arguments);
        var root = file.flatMap(found -> found.read(problems));

        var given = new ArrayList<Given>();
        file.ifPresent(found ->
                root.ifPresent(fields ->
                        given.addAll(FileKeys.read(declaration, found, fields, problems))));
        given.addAll(Variables.read(declaration, inputs, problems));
        given.addAll(Options.read(declaration, arguments.options(), inputs, problems));

        Complaints.announced(announced, given);
        boolean whole = file.isPresent() == root.isPresent();
        var resolution = Resolution.of(declaration, given, file, whole, problems);
        var value = new Records(declaration, resolution, problems).make(type);
        return problems.none() && value.isPresent()
                ? new Loaded.Ready<>(value.get(), Effective.of(declaration, resolution, announced))
                : new Loaded.Invalid<>(problems.findings(), problems.exit());
    }

    private static Optional<ConfigFile> file(Inputs inputs, Arguments arguments) {
        return arguments
                .file()
                .or(() ->
                        inputs.usualFile()
                                .filter(file -> Files.exists(inputs.directory().resolve(file)))
                                .map(Object::toString))
                .map(name -> new ConfigFile(name, inputs.directory().resolve(name)));
    }

    /// The declaration as JSON Schema of 2020-12.
    public Json.Obj schema() {
        return new ConfigSchema(declaration).toJson();
    }

    /// What `config schema` prints.
    public Report schemaReport() {
        return ConfigReport.schema(declaration);
    }
}
