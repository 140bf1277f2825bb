// Validates PDF files against ISO profiles with veraPDF's engine, as long as there are orders to read.
// Usage: java -cp ENGINE.jar Validate.java PROFILE...   (profiles: 3a, ua1, ...)
// An order is a line with files, separated by tabs. The answer is a tab-separated line for each profile
// and file: file, profile, true/false, number of checks, and the rules that failed; then an empty line.
// The engine's jar has no JAXB, so the profiles are read with plain DOM.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class Validate {
    private static final String FOLDER = "org/verapdf/pdfa/validation/";

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String name : arguments) {
            profiles.put(name, read(name));
        }
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            for (String name : profiles.keySet()) {
                for (String file : order.split("\t")) {
                    report(file, name, profiles.get(name));
                }
            }
            System.out.println();
        }
    }

    private static void report(String file, String name, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (InputStream input = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            Map<String, Integer> failures = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    String key = rule.getClause() + "-" + rule.getTestNumber() + " "
                        + assertion.getMessage().replaceAll("\\s+", " ");
                    failures.merge(key, 1, Integer::sum);
                }
            }
            System.out.println(String.join("\t", file, name, String.valueOf(result.isCompliant()),
                String.valueOf(result.getTotalAssertions()), failures.toString()));
        }
    }

    private static ValidationProfile read(String name) throws Exception {
        boolean accessible = name.startsWith("ua");
        String file = FOLDER + (accessible ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase()) + ".xml";
        Element root;
        try (InputStream input = Validate.class.getClassLoader().getResourceAsStream(file)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(input).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(PDFAFlavour.fromString(name),
            Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date()), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> details = new ArrayList<>();
        for (Element each : children(child(error, "arguments"), "argument")) {
            String label = each.hasAttribute("name") ? each.getAttribute("name") : null;
            details.add(ErrorArgumentImpl.fromValues(each.getTextContent(), label, null));
        }
        RuleId identity = Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(identity, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
            text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(error, "message"), details), new ArrayList<>());
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String tag) {
        List<Element> found = children(parent, tag);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String tag) {
        Element found = child(parent, tag);
        return found == null ? null : found.getTextContent();
    }
}
