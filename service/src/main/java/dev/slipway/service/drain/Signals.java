package dev.slipway.service.drain;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Hears signals through `sun.misc.Signal`, which tells of every one of them; a shutdown hook runs
/// once. It is reached by reflection: the compiler warns of each mention, and a runtime that was
/// made without the module `jdk.unsupported` is without it.
final class Signals {

    private Signals() {}

    /// @param heard is given the name of each signal, on a thread that keeps no process alive
    /// @return whether it will be: not where the class is missing, nor where the JVM was told to
    ///   leave signals alone
    static boolean hear(Consumer<String> heard, String... names) {
        try {
            for (var name : names) {
                handle(name, () -> heard.accept("SIG" + name));
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Tells of one signal before whoever heard it until now, who is told of it too.
    ///
    /// @return ends that; empty where signals cannot be heard
    static Optional<Runnable> hearToo(String name, Runnable heard) {
        try {
            var before = new AtomicReference<Object>();
            before.set(
                    handle(
                            name,
                            () -> {
                                heard.run();
                                pass(name, before.get());
                            }));
            return Optional.of(() -> restore(name, before.get()));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void pass(String name, Object before) {
        try {
            handlers().getMethod("handle", signals()).invoke(before, signal(name));
        } catch (ReflectiveOperationException e) {
            // What the JVM does by itself cannot be asked for: nobody else heard it.
        }
    }

    private static void restore(String name, Object before) {
        try {
            signals().getMethod("handle", signals(), handlers()).invoke(null, signal(name), before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("it was heard, and cannot be given back: " + name, e);
        }
    }

    /// Who heard it before.
    private static Object handle(String name, Runnable heard) throws ReflectiveOperationException {
        var run =
                MethodHandles.publicLookup()
                        .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                        .bindTo(heard);
        return signals()
                .getMethod("handle", signals(), handlers())
                .invoke(
                        null,
                        signal(name),
                        MethodHandleProxies.asInterfaceInstance(
                                handlers(), MethodHandles.dropArguments(run, 0, Object.class)));
    }

    private static Class<?> signals() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }

    private static Class<?> handlers() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static Object signal(String name) throws ReflectiveOperationException {
        return signals().getConstructor(String.class).newInstance(name);
    }
}
