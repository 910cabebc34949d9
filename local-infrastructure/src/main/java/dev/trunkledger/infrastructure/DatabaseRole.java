package dev.trunkledger.infrastructure;

/** A login of PostgreSQL. */
public record DatabaseRole(String name, String password) {
    @Override
    public String toString() {
        return name;
    }
}
