/// A Spring Boot application as an operator starts it.
@NullMarked
package dev.slipway.spring.shop;

import org.jspecify.annotations.NullMarked;
