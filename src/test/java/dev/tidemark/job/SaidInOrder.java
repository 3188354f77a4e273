package dev.tidemark.job;

import java.util.List;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Takes down what an operator puts out, values and watermarks, to whatever side, in one order. */
final class SaidInOrder<T> implements Output<StreamRecord<T>> {
    private final List<Object> said;

    SaidInOrder(List<Object> said) {
        this.said = said;
    }

    @Override
    public void collect(StreamRecord<T> record) {
        said.add(record.getValue());
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
        said.add(record.getValue());
    }

    @Override
    public void emitWatermark(Watermark mark) {
        said.add(mark);
    }

    @Override
    public void emitWatermark(WatermarkEvent mark) {
        said.add(mark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
        said.add(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {
        // Says nothing of customers.
    }

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {
        said.add(attributes);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
