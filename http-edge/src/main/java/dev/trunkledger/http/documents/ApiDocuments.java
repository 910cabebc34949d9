package dev.trunkledger.http.documents;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the side imports that serves the documents for all. */
@Configuration(proxyBeanMethods = false)
@Import({DocumentController.class, DocumentationPage.class, ProblemPages.class})
public class ApiDocuments {}
