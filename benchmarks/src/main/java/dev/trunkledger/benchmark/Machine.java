package dev.trunkledger.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure depends on besides the code. */
final class Machine {

    private Machine() {}

    static Map<String, String> facts() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("processors", String.valueOf(system.getAvailableProcessors()));
        facts.put("memory", "%.0f GiB".formatted(system.getTotalMemorySize() / (double) (1 << 30)));
        facts.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        facts.put("java", Runtime.version().toString());
        facts.put("load before", "%.2f".formatted(system.getSystemLoadAverage()));
        return facts;
    }
}
