package dev.slipway.service.drain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
                hear(name, heard);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void hear(String name, Consumer<String> heard)
            throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        signal.getMethod("handle", signal, handler)
                .invoke(
                        null,
                        signal.getConstructor(String.class).newInstance(name),
                        MethodHandleProxies.asInterfaceInstance(handler, telling(name, heard)));
    }

    /// Calls `heard` with the name, whatever it is called with itself.
    private static MethodHandle telling(String name, Consumer<String> heard)
            throws ReflectiveOperationException {
        var accept =
                MethodHandles.publicLookup()
                        .findVirtual(
                                Consumer.class,
                                "accept",
                                MethodType.methodType(void.class, Object.class));
        return MethodHandles.dropArguments(
                MethodHandles.insertArguments(accept, 0, heard, "SIG" + name), 0, Object.class);
    }
}
