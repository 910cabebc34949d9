package dev.trunkledger.http;

import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's connections, which wait less long for one that says nothing while more than half of all places are taken: so
 * idle ones take turns in one half, and a new caller gets a place soon.
 */
final class CrowdedEndpoint extends NioEndpoint {

    static final int CROWDED_PATIENCE_MS = 2_000;

    @Override
    public int getConnectionTimeout() {
        return patience(super.getConnectionTimeout());
    }

    @Override
    public int getKeepAliveTimeout() {
        return patience(super.getKeepAliveTimeout());
    }

    private int patience(int usual) {
        return getConnectionCount() > getMaxConnections() / 2 ? Math.min(CROWDED_PATIENCE_MS, usual) : usual;
    }
}
