package dev.trunkledger.http.documents;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Explains problem types where their URIs lead. */
@RestController
class ProblemPages {

    @GetMapping("/problems")
    ResponseEntity<String> index() {
        String rows = Arrays.stream(ProblemType.values())
                .map(type -> "<tr><td>" + type.status() + "</td><td><a href=\"" + type.uri() + "\">" + type.slug()
                        + "</a></td><td>" + HtmlUtils.htmlEscape(type.title()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return page("Problem types", "<table>\n" + rows + "\n</table>");
    }

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> problem(@PathVariable String slug) {
        ProblemType type = ProblemType.named(slug)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such problem type."));
        return page(
                type.title(),
                "<p>" + HtmlUtils.htmlEscape(type.explanation()) + "</p>\n<p>Status " + type.status() + ", type <code>"
                        + type.uri() + "</code>. <a href=\"/problems\">All problem types</a></p>");
    }

    private static ResponseEntity<String> page(String title, String content) {
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s – Trunkledger</title>
                <link rel="stylesheet" href="/docs/plain.css">
                <h1>%1$s</h1>
                %2$s
                </html>
                """.formatted(HtmlUtils.htmlEscape(title), content);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", DocumentationPage.POLICY)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(html);
    }
}
