import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, for each file, its name and the kinds of violation that keep it outside OWL 2 DL, by the OWL API. */
public class ProfileCheck {
    public static void main(String[] files) throws Exception {
        for (String name : files) {
            File file = new File(name);
            OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
            StringBuilder line = new StringBuilder(file.getName()).append(' ').append(ontology.getAxiomCount());
            for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                line.append(' ').append(violation.getClass().getSimpleName());
            }
            System.out.println(line);
        }
    }
}
