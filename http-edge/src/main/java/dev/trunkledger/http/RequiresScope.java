package dev.trunkledger.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scope without which a handler answers 403; a handler under {@code /api/} without it stops the start. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {

    /** One of {@link Scopes}. */
    String value();
}
