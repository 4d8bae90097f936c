package dev.slipway.service.config;

import java.util.ArrayList;
import java.util.List;

/// What a file says about the keys that are declared, and complaints of everything else in it.
final class FileKeys {

    private final Declaration declaration;
    private final ConfigFile file;
    private final Problems problems;
    private final List<Given> given = new ArrayList<>();

    private FileKeys(Declaration declaration, ConfigFile file, Problems problems) {
        this.declaration = declaration;
        this.file = file;
        this.problems = problems;
    }

    static List<Given> read(
            Declaration declaration, ConfigFile file, Node.Fields root, Problems problems) {
        var keys = new FileKeys(declaration, file, problems);
        root.fields().forEach(keys::section);
        return keys.given;
    }

    private void section(String name, Node node) {
        if (node instanceof Node.Fields fields) {
            if (declaration.sections().containsKey(name) || hasRetired(name)) {
                fields.fields().forEach((key, value) -> key(fields, name, key, value));
            } else {
                unknown(name, node, Suggestion.remedy(name, declaration.sections().keySet()));
            }
        } else if (!declaration.sections().containsKey(name)) {
            outside(name, node);
        } else if (!(node instanceof Node.Refused)) {
            problems.add(
                    "value",
                    file.at(node.line()),
                    name + " is " + node.what() + ", where its keys are wanted.",
                    "Write the keys of `" + name + "` below it, or take it out.");
            declaration
                    .keys(name)
                    .forEach(key -> given.add(new Given.Broken(key, file.at(node.line()))));
        }
    }

    private boolean hasRetired(String section) {
        return declaration.retired().stream().anyMatch(old -> old.path().startsWith(section + "."));
    }

    private void key(Node.Fields section, String sectionName, String name, Node node) {
        var path = sectionName + "." + name;
        var source = file.at(node.line());
        var plain = declaration.key(path);
        var pointed = declaration.keyOfFile(path);
        var retired = declaration.retired(path);
        if (plain.isPresent()) {
            given.add(value(plain.get(), source, node));
        } else if (pointed.isPresent()) {
            given.add(pointer(section, pointed.get(), source, node));
        } else if (retired.isPresent()) {
            Complaints.retired(problems, retired.get(), source).ifPresent(given::add);
        } else {
            unknown(path, node, Suggestion.remedy(path, declaration.paths()));
        }
    }

    /// A name that is in no section, with or without a value.
    private void outside(String name, Node node) {
        if (declaration.paths().contains(name)) {
            unknown(name, node, "Write it below its section, without the section in its name.");
        } else {
            unknown(name, node, Suggestion.remedy(name, declaration.paths()));
        }
    }

    private void unknown(String path, Node node, String remedy) {
        problems.add(
                "unknown-key",
                file.at(node.line()),
                Redaction.brief(path) + " is not known.",
                remedy);
    }

    private Given pointer(Node.Fields section, DeclaredKey key, Source source, Node node) {
        if (section.fields().containsKey(key.name())) {
            return Complaints.bothForms(
                    problems, key, source, key.path(), key.path() + DeclaredKey.FILE);
        }
        if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
            return SecretFile.given(key, source, scalar.text(), file::beside, problems);
        }
        return wrong(key, source, node, "the path of a file");
    }

    private Given value(DeclaredKey key, Source source, Node node) {
        if (node instanceof Node.Scalar scalar && !key.arity().list()) {
            return scalar.number() && key.kind().text()
                    ? wrong(key, source, node, key.what() + ", in quotes")
                    : new Given.Plain(key, source, scalar.text());
        }
        if (node instanceof Node.Items items && key.arity().list()) {
            return listed(key, source, items);
        }
        return wrong(key, source, node, key.what());
    }

    private Given listed(DeclaredKey key, Source source, Node.Items items) {
        var texts = new ArrayList<String>();
        for (var item : items.items()) {
            if (item instanceof Node.Scalar scalar && !(scalar.number() && key.kind().text())) {
                texts.add(scalar.text());
            } else {
                return wrong(key, file.at(item.line()), item, key.what());
            }
        }
        return new Given.Listed(key, source, texts);
    }

    private Given wrong(DeclaredKey key, Source source, Node node, String wanted) {
        return node instanceof Node.Refused
                ? new Given.Broken(key, source)
                : Complaints.wrong(problems, key, source, "it is " + node.what(), wanted);
    }
}
