package org.elasticsearch.xpack.esql.core;

/** Stands in for a class of a library that is not published; the grammar only names it. */
public class QlClientException extends org.elasticsearch.ElasticsearchException {
    protected QlClientException(String message, Object... arguments) {
        super(message, arguments);
    }

    protected QlClientException(String message, Throwable cause) {
        super(message, cause);
    }

    protected QlClientException(Throwable cause, String message, Object... arguments) {
        super(message, cause, arguments);
    }
}
