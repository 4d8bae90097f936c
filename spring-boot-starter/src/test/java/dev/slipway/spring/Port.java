package dev.slipway.spring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// A port of this machine, as one sees it who connects to it.
final class Port {

    private Port() {}

    static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
