package dev.slipway.matinee.proxy;

/// The proxy cannot listen; the message says where and what to do.
public final class ProxyException extends RuntimeException {

    ProxyException(String message, Throwable cause) {
        super(message, cause);
    }
}
