import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.exceptions.VeraPDFParserException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.processor.reports.enums.JobEndStatus;

/** Validates PDF files as PDF/A-3a and PDF/UA-1 with veraPDF. How to run it and what the exit codes mean: README.md. */
public class PdfCheck {
    private static final int MAX_RULES_SHOWN = 20;
    /** veraPDF's own order differs from run to run. */
    private static final Comparator<TestAssertion> BY_RULE = Comparator
            .comparing((TestAssertion assertion) -> clauseNumbers(assertion.getRuleId().getClause()), Arrays::compare)
            .thenComparing(assertion -> assertion.getRuleId().getTestNumber());
    private static final String EXPECT_FAILURE = "--expect-failure";

    private enum Outcome { PASSED, FAILED, REFUSED, NOT_CHECKED }

    private enum Flavour {
        A3A("PDF/A-3a", PDFAFlavour.PDFA_3_A),
        UA1("PDF/UA-1", PDFAFlavour.PDFUA_1);

        final String label;
        final PDFAFlavour verapdf;

        Flavour(String label, PDFAFlavour verapdf) {
            this.label = label;
            this.verapdf = verapdf;
        }
    }

    public static void main(String[] args) {
        List<String> files = Arrays.asList(args);
        boolean expectFailure = !files.isEmpty() && files.get(0).equals(EXPECT_FAILURE);
        if (expectFailure) {
            files = files.subList(1, files.size());
        }
        if (files.isEmpty() || files.stream().anyMatch(name -> name.startsWith("--"))) {
            System.err.println("Usage: java -cp 'JARS/*' PdfCheck.java [" + EXPECT_FAILURE + "] FILE.pdf...");
            System.exit(2);
        }

        silenceLogging();
        VeraGreenfieldFoundryProvider.initialise();
        int exit = 0;
        for (String file : files) {
            exit = Math.max(exit, exitCode(file, check(file), expectFailure));
        }
        System.exit(exit);
    }

    /** veraPDF logs through java.util.logging; what matters comes back as results and exceptions. */
    private static void silenceLogging() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static int exitCode(String file, Outcome outcome, boolean expectFailure) {
        if (!expectFailure) {
            return switch (outcome) {
                case PASSED -> 0;
                case FAILED -> 1;
                case REFUSED, NOT_CHECKED -> 2;
            };
        }
        return switch (outcome) {
            case FAILED, REFUSED -> 0;
            case PASSED -> {
                System.out.println(file + "  was expected to fail, but passed every flavour.");
                yield 1;
            }
            // A mistyped path or a crash of the validator must not count as the failure that was hoped for.
            case NOT_CHECKED -> 2;
        };
    }

    private static Outcome check(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                String why = Files.exists(path) ? "not a regular file" : "no such file";
                System.out.println(file + "  cannot be read: " + why + ".");
                return Outcome.NOT_CHECKED;
            }
            boolean passed = true;
            for (Flavour flavour : Flavour.values()) {
                passed &= passes(file, path, flavour);
            }
            return passed ? Outcome.PASSED : Outcome.FAILED;
        } catch (IOException | InvalidPathException unreadable) {
            System.out.println(file + "  cannot be read: " + reasons(unreadable) + ".");
            return Outcome.NOT_CHECKED;
        } catch (Throwable thrown) {
            if (isRefusal(thrown)) {
                System.out.println(file + "  cannot be read as a PDF, refused by veraPDF: " + reasons(thrown) + ".");
                return Outcome.REFUSED;
            }
            System.out.println(file + "  could not be checked, veraPDF stopped: " + reasons(thrown) + ".");
            return Outcome.NOT_CHECKED;
        }
    }

    /** veraPDF reads objects when it needs them, so it may refuse a broken file in the middle of the validation. */
    private static boolean isRefusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelParsingException || cause instanceof EncryptedPdfException
                    || cause instanceof VeraPDFParserException) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(String file, Path path, Flavour flavour) throws Exception {
        // One kept assertion a rule: a rule that fails a thousand times must not push the others out of the list.
        try (var bytes = Files.newInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour.verapdf);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour.verapdf, 1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getJobEndStatus() != JobEndStatus.NORMAL || result.getTotalAssertions() == 0) {
                throw new IllegalStateException("the run as " + flavour.label + " was cut short");
            }
            String line = file + "  " + flavour.label + "  ";
            if (result.isCompliant()) {
                System.out.println(line + "passed (" + result.getTotalAssertions() + " checks)");
            } else {
                System.out.println(line + "FAILED");
                printFailedRules(result);
            }
            return result.isCompliant();
        }
    }

    private static void printFailedRules(ValidationResult result) {
        List<TestAssertion> failed = result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .sorted(BY_RULE)
                .toList();
        for (TestAssertion rule : failed.subList(0, Math.min(failed.size(), MAX_RULES_SHOWN))) {
            String message = rule.getErrorMessage() != null ? rule.getErrorMessage() : rule.getMessage();
            int times = result.getFailedChecks().getOrDefault(rule.getRuleId(), 1);
            System.out.println("    " + rule.getRuleId().getClause() + "-" + rule.getRuleId().getTestNumber()
                    + "  " + message.replaceAll("\\s+", " ").trim() + (times > 1 ? "  (" + times + " times)" : ""));
        }
        if (failed.size() > MAX_RULES_SHOWN) {
            System.out.println("    and " + (failed.size() - MAX_RULES_SHOWN) + " more failed rules");
        }
    }

    private static int[] clauseNumbers(String clause) {
        return Arrays.stream(clause.split("\\D+"))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The messages of an exception and its causes, on one line. */
    private static String reasons(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() != null ? cause.getMessage() : cause.getClass().getSimpleName();
            text.append(text.isEmpty() ? "" : ": ").append(message.replaceAll("\\s+", " ").replaceAll("[ .]+$", ""));
        }
        return text.toString();
    }
}
