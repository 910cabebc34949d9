package dev.trunkledger.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Has Tomcat make new buffers after an answer that held a secret. The buffer in which a servlet's answer is collected
 * cannot be wiped from outside, and would keep it for the next request; without anything that refers to it, it is garbage.
 */
public final class SecretAnswers extends ValveBase {

    private static final String MARK = SecretAnswers.class.getName();

    SecretAnswers() {
        super(true); // asynchronous requests may pass
    }

    /** Says that the answer to this request holds a secret. */
    public static void mark(ServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            if (request.getAttribute(MARK) != null) {
                // Where the connector finds them again for the next request.
                request.getCoyoteRequest().setNote(CoyoteAdapter.ADAPTER_NOTES, null);
                response.getCoyoteResponse().setNote(CoyoteAdapter.ADAPTER_NOTES, null);
            }
        }
    }
}
