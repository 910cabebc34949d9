package dev.trunkledger.query.rest;

/** An export, piece by piece: what is not asked for is not in memory. */
interface Chunks {

    /**
     * A piece of it.
     *
     * @param bytes whole lines, perhaps none
     * @param last whether the export ends with it
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once and forgotten.
    record Chunk(byte[] bytes, boolean last) {}

    Chunk next();
}
