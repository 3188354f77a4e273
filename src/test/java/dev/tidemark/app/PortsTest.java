package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void zeroAsksForAnyFreePort() {
        int port = Ports.require(0, "--web-port");
        assertTrue(port > 0 && port <= 65_535, "port " + port);
        assertEquals(port, Ports.require(port, "--web-port"));
    }

    @Test
    void aTakenPortNamesTheOptionThatChoosesAnother() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = squatter.getLocalPort();
            PortTakenException refusal =
                    assertThrows(PortTakenException.class, () -> Ports.require(port, "--web-port"));
            assertEquals(
                    "port " + port + " is taken: free it, or choose another with --web-port",
                    refusal.getMessage());
        }
    }

    @Test
    void whereAPortIsTakenTheNextOneWillDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = Ports.from(taken.getLocalPort());
            assertNotEquals(taken.getLocalPort(), port);
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }
}
