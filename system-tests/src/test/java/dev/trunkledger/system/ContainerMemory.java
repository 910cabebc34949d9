package dev.trunkledger.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a side in a container of the compose file, for a process that is in none. */
final class ContainerMemory {

    private static final long LIMIT_MB = 512;

    /** Of deploy/Dockerfile; {@link #options} fails when it no longer says so. */
    static final Map<String, String> VARIABLES = Map.of("MALLOC_ARENA_MAX", "2");

    private static final Pattern OPTION = Pattern.compile("\"(-XX:[^\"]+)\"");
    private static final String SHARE = "-XX:MaxRAMPercentage=";

    private ContainerMemory() {}

    /**
     * What the image starts Java with. The share of the container's memory is told as a size, as there is no container; the
     * cache of the start is made with the image.
     */
    static List<String> options() throws IOException {
        String image = Files.readString(Deployment.ROOT.resolve("deploy/Dockerfile"));
        String compose = Files.readString(Deployment.ROOT.resolve("docker-compose.yml"));
        if (!image.contains("ENV MALLOC_ARENA_MAX=2") || !compose.contains("mem_limit: " + LIMIT_MB + "m")) {
            throw new IllegalStateException("Image or containers have changed");
        }
        // What a JVM with so little memory chooses by itself.
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        Matcher option = OPTION.matcher(image.substring(image.indexOf("ENTRYPOINT")));
        while (option.find()) {
            if (option.group(1).startsWith(SHARE)) {
                long percent = Long.parseLong(option.group(1).substring(SHARE.length()));
                options.add("-Xmx" + LIMIT_MB * 1024 * percent / 100 + "k");
            } else if (!option.group(1).startsWith("-XX:AOTCache")) {
                options.add(option.group(1));
            }
        }
        return options;
    }

    static boolean isExceededBy(ServiceProcess side) throws IOException {
        return peakKb(side) > LIMIT_MB * 1024;
    }

    private static long peakKb(ServiceProcess side) throws IOException {
        Path status = Path.of("/proc", String.valueOf(side.process().pid()), "status");
        long peak = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        System.out.println(side.name() + " took " + peak / 1024 + " MB at most");
        return peak;
    }
}
