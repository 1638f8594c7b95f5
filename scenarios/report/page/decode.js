// The data as scenarios/report/coded.h and network/matrix/matrix_group.h code it, made into typed arrays.
var maillage = {};

(function (app) {
  "use strict";
  var LANES = 32;

  app.bytes = function (base64) {
    var text = atob(base64), bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  };

  // Reads varints one after the other; products instead of shifts, for values beyond 32 bits.
  function reader(bytes, at) {
    return function () {
      var value = 0, scale = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * scale;
        scale *= 128;
      } while (byte >= 128);
      return value;
    };
  }

  function unzigzag(value) {
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  app.counts = function (base64, n) {
    var next = reader(app.bytes(base64), 0), values = new Float64Array(n);
    for (var i = 0; i < n; i++) values[i] = next();
    return values;
  };

  // The same to the end of the text.
  app.all_counts = function (base64) {
    var ends = app.bytes(base64).filter(function (byte) { return byte < 128; });
    return app.counts(base64, ends.length);
  };

  app.signed = function (base64, n) {
    return app.counts(base64, n).map(unzigzag);
  };

  // Each number as the difference to the one `stride` places before it.
  app.differences = function (base64, n, stride) {
    var values = app.signed(base64, n);
    for (var i = stride || 1; i < n; i++) values[i] += values[i - (stride || 1)];
    return values;
  };

  // The numbers of runs: pairs of how many are skipped, and how many follow less one.
  function runs(bytes, at, end, each) {
    var next = 0, length = 0, shift = 0, value = 0, first = -1;
    while (at < end) {
      value = 0;
      shift = 0;
      do {
        length = bytes[at++];
        value |= (length & 127) << shift;
        shift += 7;
      } while (length >= 128);
      if (first < 0) {
        first = next + value;
      } else {
        next = first + value + 1;
        for (; first < next; first++) each(first);
        first = -1;
      }
    }
  }

  function common_differences(view, at, n, times) {
    for (var i = 0; i < n; i++)
      times.fill(view.getInt16(at + 2 * i, true) >> 3, i * LANES, (i + 1) * LANES);
  }

  function add_masks(bytes, view, at, n, times) {
    for (var place = 0, i = 0; i < n; i++, at += 7) {
      place += bytes[at];
      var difference = view.getUint16(at + 1, true), lanes = view.getUint32(at + 3, true);
      for (var lane = 0; lanes; lane++, lanes >>>= 1)
        if (lanes & 1) times[place * LANES + lane] += difference;
    }
  }

  function add_singles(bytes, view, at, n, lane, times) {
    for (var place = 0, i = 0; i < n; i++, at += 3) {
      place += bytes[at];
      times[place * LANES + lane] += view.getUint16(at + 1, true);
    }
  }

  // Each place goes on from the one that its head points back to.
  function sum_up(view, at, n, times) {
    for (var i = 0; i < n; i++) {
      var to = i * LANES, from = to - ((view.getUint16(at + 2 * i, true) & 7) + 1) * LANES;
      if (from < 0) continue;
      for (var lane = 0; lane < LANES; lane++) times[to + lane] += times[from + lane];
    }
  }

  // The rows of a group: {person, time_ds} each, people increasing.
  app.group_rows = function (bytes, n_rows) {
    var view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    var n = view.getUint32(0, true), run_bytes = view.getUint32(4, true);
    var n_masks = view.getUint32(8, true), lane_at = 12, at = lane_at + 12 * n_rows;
    var cells = new Uint32Array(n), k = 0, times = new Uint16Array(n * LANES);
    runs(bytes, at, at + run_bytes, function (cell) { cells[k++] = cell; });
    var heads = at + run_bytes, masks = heads + 2 * n, lanes = masks + 7 * n_masks, row;
    common_differences(view, heads, n, times);
    add_masks(bytes, view, masks, n_masks, times);
    for (row = 0, at = lanes; row < n_rows; row++) {
      at += view.getUint32(lane_at + 12 * row + 4, true);
      add_singles(bytes, view, at, view.getUint32(lane_at + 12 * row + 8, true), row, times);
      at += 3 * view.getUint32(lane_at + 12 * row + 8, true);
    }
    sum_up(view, heads, n, times);
    return lane_rows(bytes, view, lanes, lane_at, n_rows, cells, times);
  };

  function lane_rows(bytes, view, at, lane_at, n_rows, cells, times) {
    var list = [];
    for (var row = 0; row < n_rows; row++) {
      var n = view.getUint32(lane_at + 12 * row, true), length = view.getUint32(lane_at + 12 * row + 4, true);
      var person = new Uint32Array(n), time_ds = new Uint16Array(n), k = 0;
      runs(bytes, at, at + length, function (place) {
        person[k] = cells[place];
        time_ds[k++] = times[place * LANES + row];
      });
      at += length + 3 * view.getUint32(lane_at + 12 * row + 8, true);
      list.push({person: person, time_ds: time_ds});
    }
    return list;
  }
})(maillage);
