package dev.tidemark.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class Ports {
    private static final int HIGHEST = 65_535;

    /** So many are tried before any will do. */
    private static final int NEARBY = 100;

    private Ports() {}

    /**
     * A port nobody listens on at the moment, from the range the system keeps for that.
     *
     * @throws UncheckedIOException when the system has none left
     */
    public static int free() {
        try {
            return bound(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /**
     * The port itself when it can be had, or a free one for 0.
     *
     * @param port 0 to 65535; 0 asks for any free one
     * @param option the option that chooses the port, as the user types it
     * @throws PortTakenException when somebody listens there, or when we may not
     */
    public static int require(int port, String option) {
        if (port == 0) {
            return free();
        }
        try {
            return bound(port);
        } catch (IOException e) {
            throw taken(port, option, e);
        }
    }

    /**
     * A port itself when it can be had, else the next one after it that can.
     *
     * @param first 1 to 65535
     * @throws UncheckedIOException when the system has none left at all
     */
    public static int from(int first) {
        for (int port = first; port < Math.min(first + NEARBY, HIGHEST + 1); port++) {
            try {
                return bound(port);
            } catch (IOException taken) {
                continue;
            }
        }
        return free();
    }

    /** The one line that says so. */
    public static PortTakenException taken(int port, String option, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        String finding = reason.contains("in use") ? "is taken" : "cannot be had (" + reason + ")";
        return new PortTakenException(
                "port " + port + " " + finding + ": free it, or choose another with " + option,
                cause);
    }

    private static int bound(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
