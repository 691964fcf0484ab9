package org.elasticsearch.xpack.esql.parser;

import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;

/** Reads a query from standard input and prints what Elasticsearch's own ES|QL grammar has against it. */
public final class Check {
    public static void main(String[] arguments) throws Exception {
        var query = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (var each : query.split("\u0000")) {
            var config = new EsqlConfig(false, null);
            var lexer = new EsqlBaseLexer(CharStreams.fromString(each));
            lexer.setEsqlConfig(config);
            var parser = new EsqlBaseParser(new CommonTokenStream(lexer));
            parser.setEsqlConfig(config);
            var told = new StringBuilder();
            var listener = new BaseErrorListener() {
                @Override
                public void syntaxError(Recognizer<?, ?> r, Object s, int line, int column, String text, RecognitionException e) {
                    told.append(line).append(':').append(column).append(": ").append(text).append("; ");
                }
            };
            lexer.removeErrorListeners();
            parser.removeErrorListeners();
            lexer.addErrorListener(listener);
            parser.addErrorListener(listener);
            parser.singleStatement();
            System.out.println("> " + told.toString().replace('\n', ' '));
        }
    }
}
