package dev.trunkledger.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what the servlet container refused by itself, in place of Boot's error page. */
@Controller
final class ProblemErrors implements ErrorController {

    private final ProblemTranslation translation;
    private final ProblemWriter writer;

    ProblemErrors(ProblemTranslation translation, ProblemWriter writer) {
        this.translation = translation;
        this.writer = writer;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Asked for directly, the page does not exist.
        writer.write(request, response, translation.ofStatus(status instanceof Integer code ? code : 404));
    }
}
