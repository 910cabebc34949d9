package dev.trunkledger.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scopes of which a caller needs one, else 403; a handler under {@code /api/} without it stops the start. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {

    /** Of {@link Scopes}; the one to ask for comes first. */
    String[] value();
}
