package dev.danskin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The bill of materials has every published module, in this version, and nothing else. */
class BomTest {
  private static final Path ROOT = Path.of("..");

  private static Element xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static Element pom(Path file) throws Exception {
    return xml(Files.readString(file));
  }

  /** The texts of elements of this name, wherever they stand. */
  private static List<String> texts(Element in, String name) {
    List<String> texts = new ArrayList<>();
    NodeList found = in.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }

  /** Of the project itself, not of its parent or dependencies. */
  private static String own(Element pom, String name) {
    for (org.w3c.dom.Node n = pom.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n.getNodeName().equals(name)) {
        return n.getTextContent().strip();
      }
    }
    return "";
  }

  @Test
  void noPublishedModuleIsMissing() throws Exception {
    List<String> published = new ArrayList<>();
    for (String module : texts(pom(ROOT.resolve("pom.xml")), "module")) {
      Element pom = pom(ROOT.resolve(module).resolve("pom.xml"));
      boolean jar = own(pom, "packaging").isEmpty() || own(pom, "packaging").equals("jar");
      if (jar && !texts(pom, "maven.deploy.skip").contains("true")) {
        published.add(own(pom, "artifactId"));
      }
    }
    Element bom = pom(ROOT.resolve("bom/pom.xml"));
    List<String> listed = texts((Element) bom.getElementsByTagName("dependencyManagement").item(0), "artifactId");
    assertThat(listed).containsExactlyInAnyOrderElementsOf(published).contains("danskin-api", "danskin-runtime", "danskin-testkit");
  }

  @Test
  void itIsOfThisVersionAndInheritsNothing() throws Exception {
    Element bom = pom(ROOT.resolve("bom/pom.xml"));
    assertThat(own(bom, "version")).isEqualTo(own(pom(ROOT.resolve("pom.xml")), "version"));
    assertThat(bom.getElementsByTagName("parent").getLength()).isZero();
    assertThat(texts((Element) bom.getElementsByTagName("dependencyManagement").item(0), "version")).containsOnly("${project.version}");
  }

  /** What the page says to put into a pom can be put there. */
  @Test
  void thePageNamesWhatThereIs() throws Exception {
    Matcher shown = Pattern.compile("```xml\n(.*?)\n```", Pattern.DOTALL).matcher(Files.readString(ROOT.resolve("docs/embedding.md")));
    assertThat(shown.find()).isTrue();
    Element project = xml("<project>" + shown.group(1) + "</project>");
    Element bom = pom(ROOT.resolve("bom/pom.xml"));
    List<String> known = texts(bom, "artifactId");
    assertThat(texts(project, "artifactId")).hasSizeGreaterThan(3).isSubsetOf(known).contains("danskin-bom");
    assertThat(texts(project, "version")).containsExactly(own(bom, "version"));
    assertThat(shown.find()).as("one xml block").isFalse();
  }
}
