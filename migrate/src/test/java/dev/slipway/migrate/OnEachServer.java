package dev.slipway.migrate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A contract that holds whatever the server's version: the tests of a class run on each of
/// [TestServer#supported()], whose number the class is given. Each has a database of its own, so
/// that several run at once.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass(name = "PostgreSQL {0}")
@MethodSource("dev.slipway.migrate.TestServer#supported")
@Execution(ExecutionMode.CONCURRENT)
@interface OnEachServer {}
