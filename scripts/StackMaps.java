import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Gives the classes of a jar that were compiled for Java 5 the stack maps of later ones.
///
/// Without them the JVM verifies such classes by inference at every start, and keeps none of them
/// in its cache. Nothing else about them changes.
public final class StackMaps {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private final ClassFile classes;

    private StackMaps(ClassLoader loader) {
        classes =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofClassLoading(loader)));
    }

    /// @param args the jar, and the one to write
    public static void main(String[] args) throws IOException {
        var from = Path.of(args[0]);
        try (var loader = new URLClassLoader(new URL[] {from.toUri().toURL()});
                var in = new JarFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
            new StackMaps(loader).copy(in, out);
        }
    }

    private void copy(JarFile in, ZipOutputStream out) throws IOException {
        for (var entry : Collections.list(in.entries())) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            var bytes = in.getInputStream(entry).readAllBytes();
            out.write(entry.getName().endsWith(".class") ? withMaps(bytes) : bytes);
            out.closeEntry();
        }
    }

    private byte[] withMaps(byte[] bytes) {
        var model = classes.parse(bytes);
        if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
            return bytes;
        }
        return classes.transformClass(
                model,
                ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                        .andThen(
                                ClassTransform.endHandler(
                                        all -> all.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
}
