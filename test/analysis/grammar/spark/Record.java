import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CodePointCharStream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * Asks Spark's own parser, without a server: `java -cp "<jars of Spark 4.2.0>/*" Record.java statements.json answers.json`.
 * The first file is a list of texts; the second gets, for each, what Spark says, and its tree as `formatTree` prints it.
 */
public class Record {
  /** Upper-cases what the lexer looks at, as Spark does. */
  record UpperCase(CodePointCharStream text) implements CharStream {
    public void consume() { text.consume(); }
    public int LA(int i) { int c = text.LA(i); return c <= 0 ? c : Character.toUpperCase(c); }
    public int mark() { return text.mark(); }
    public void release(int marker) { text.release(marker); }
    public int index() { return text.index(); }
    public void seek(int index) { text.seek(index); }
    public int size() { return text.size(); }
    public String getSourceName() { return ""; }
    public String getText(Interval interval) { return text.getText(interval); }
  }

  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Map<String, Object>> answers = new ArrayList<>();
    for (Object text : json.readValue(Files.readString(Path.of(args[0])), List.class)) answers.add(answer((String) text));
    Files.writeString(Path.of(args[1]), json.writeValueAsString(answers));
  }

  static Map<String, Object> answer(String sql) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sql", sql);
    try {
      new SparkSqlParser().parsePlan(sql);
      answer.put("ok", true);
    } catch (Throwable thrown) {
      if (thrown instanceof ParseException e) {
        answer.put("cls", e.getCondition());
        answer.put("params", e.getMessageParameters());
        if (e.start().line().isDefined()) answer.put("line", e.start().line().get());
        if (e.start().startPosition().isDefined()) answer.put("pos", e.start().startPosition().get());
      } else {
        answer.put("cls", thrown.getClass().getSimpleName());
      }
    }
    answer.put("tree", tree(sql));
    return answer;
  }

  static String tree(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCase(CharStreams.fromString(sql)));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    SqlBaseParser parser = new SqlBaseParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    for (PredictionMode mode : new PredictionMode[] {PredictionMode.SLL, PredictionMode.LL}) {
      tokens.seek(0);
      parser.reset();
      parser.getInterpreter().setPredictionMode(mode);
      try {
        StringBuilder out = new StringBuilder();
        print(parser.compoundOrSingleStatement(), sql, out);
        return out.toString();
      } catch (ParseCancellationException e) {
        // The second mode may still take it.
      }
    }
    return null;
  }

  static void print(ParseTree node, String sql, StringBuilder out) {
    if (node instanceof TerminalNode leaf) {
      Token token = leaf.getSymbol();
      String name = token.getType() == Token.EOF ? "EOF" : SqlBaseParser.VOCABULARY.getSymbolicName(token.getType());
      int codePoints = Math.min(token.getStartIndex(), sql.codePointCount(0, sql.length()));
      out.append(name).append('@').append(sql.offsetByCodePoints(0, codePoints));
      return;
    }
    String rule = SqlBaseParser.ruleNames[((ParserRuleContext) node).getRuleIndex()];
    String label = node.getClass().getSimpleName().replaceAll("Context$", "");
    label = Character.toLowerCase(label.charAt(0)) + label.substring(1);
    out.append('(').append(rule).append(label.equals(rule) ? "" : "#" + label);
    for (int i = 0; i < node.getChildCount(); i++) {
      out.append(' ');
      print(node.getChild(i), sql, out);
    }
    out.append(')');
  }
}
