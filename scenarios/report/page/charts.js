// Charts as SVG, drawn by hand: the curve of shares, the histogram, and what each new site brings.
(function (app) {
  "use strict";
  var WIDTH = 560, HEIGHT = 300, LEFT = 64, RIGHT = 14, TOP = 20, BOTTOM = 44;
  var IN_X = WIDTH - LEFT - RIGHT, IN_Y = HEIGHT - TOP - BOTTOM;
  var INK = {today: "#8a5a00", plan: "#21366b", whatif: "#b0005f"};
  app.INK = INK;

  // About five round steps up to the most.
  function ticks(most) {
    var rough = most / 5 || 1, power = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = [1, 2, 5, 10].map(function (f) { return f * power; }).find(function (s) { return s >= rough; });
    var list = [];
    for (var t = 0; t <= most * 1.0001; t += step) list.push(t);
    return list;
  }

  function frame(title, x_most, y_most, x_name, y_name) {
    var chart = app.svg("svg", {viewBox: "0 0 " + WIDTH + " " + HEIGHT, role: "img", "aria-label": title});
    chart.px = function (value) { return LEFT + value / x_most * IN_X; };
    chart.py = function (value) { return TOP + (1 - value / y_most) * IN_Y; };
    ticks(y_most).forEach(function (t) {
      chart.append(app.svg("line", {x1: LEFT, x2: WIDTH - RIGHT, y1: chart.py(t), y2: chart.py(t), "class": "grid"}),
                   app.svg("text", {x: LEFT - 6, y: chart.py(t) + 4, "text-anchor": "end"}, app.short(t)));
    });
    ticks(x_most).forEach(function (t) {
      chart.append(app.svg("text", {x: chart.px(t), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle"}, app.short(t)));
    });
    chart.append(app.svg("line", {x1: LEFT, x2: WIDTH - RIGHT, y1: chart.py(0), y2: chart.py(0), "class": "axis"}),
                 app.svg("text", {x: LEFT + IN_X / 2, y: HEIGHT - 8, "text-anchor": "middle", "class": "name"}, x_name),
                 app.svg("text", {x: -(TOP + IN_Y / 2), y: 12, transform: "rotate(-90)", "text-anchor": "middle", "class": "name"}, y_name));
    return chart;
  }

  function line(chart, points, colour, dash) {
    chart.append(app.svg("path", {fill: "none", stroke: colour, "stroke-width": 2.4, "stroke-dasharray": dash || "none",
      d: points.map(function (p, k) { return (k ? "L" : "M") + chart.px(p[0]).toFixed(1) + " " + chart.py(p[1]).toFixed(1); }).join("")}));
  }

  function limit_line(chart, minutes) {
    chart.append(app.svg("line", {x1: chart.px(minutes), x2: chart.px(minutes), y1: TOP, y2: TOP + IN_Y, "class": "limit"}),
                 app.svg("text", {x: chart.px(minutes), y: TOP - 3, "text-anchor": "middle", "class": "name"},
                         app.say("minutes", {n: app.number(minutes)})));
  }

  // series: [{name, ink, dash}, …]
  function key(series) {
    var box = app.el("p", {"class": "key"});
    series.forEach(function (one) {
      var mark = app.svg("svg", {width: 30, height: 10, "aria-hidden": "true"},
        app.svg("line", {x1: 0, x2: 30, y1: 5, y2: 5, stroke: one.ink, "stroke-width": 3, "stroke-dasharray": one.dash || "none"}));
      box.append(app.el("span", {}, mark, " " + one.name));
    });
    return box;
  }

  function shares(model, by_ds) {
    var points = [[0, 0]], sum = 0;
    for (var t = 0; t <= model.bound_ds; t++) {
      sum += by_ds[t];
      if (t % 150 === 0 || t === model.bound_ds) points.push([t / 600, 100 * sum / model.total_milli]);
    }
    return points;
  }

  // covers: [{name, ink, dash, by_ds}, …]
  app.draw_curve = function (model, covers) {
    var chart = frame(app.say("curve"), model.bound_ds / 600, 100, app.say("curve_x"), app.say("curve_y"));
    limit_line(chart, model.limit_ds / 600);
    covers.forEach(function (cover) { line(chart, shares(model, cover.by_ds), cover.ink, cover.dash); });
    app.replace("curve", [chart, key(covers)]);
  };

  function bins(model, by_ds, width_ds) {
    var list = new Float64Array(Math.ceil(model.bound_ds / width_ds));
    for (var t = 0; t <= model.bound_ds; t++) list[Math.min(list.length - 1, Math.max(0, Math.ceil(t / width_ds) - 1))] += by_ds[t] / 1000;
    return list;
  }

  app.draw_histogram = function (model, covers) {
    var width_ds = 600 * Math.max(1, Math.round(model.bound_ds / 600 / 30));
    var all = covers.map(function (cover) { return bins(model, cover.by_ds, width_ds); });
    var most = all.reduce(function (m, b) { return Math.max(m, Math.max.apply(null, b)); }, 1);
    var chart = frame(app.say("histogram"), model.bound_ds / 600, most, app.say("curve_x"), app.say("histogram_y"));
    var n = all[0].length, bar = IN_X / n / (covers.length + 0.4);
    covers.forEach(function (cover, c) {
      all[c].forEach(function (value, k) {
        chart.append(app.svg("rect", {x: LEFT + IN_X / n * (k + 0.2 / (covers.length + 0.4)) + c * bar, y: chart.py(value), width: bar * 0.92,
                                      height: TOP + IN_Y - chart.py(value), fill: cover.ink}));
      });
    });
    limit_line(chart, model.limit_ds / 600);
    app.replace("histogram", [chart, key(covers)]);
  };

  // Opens the new sites one after the other, each time the one that brings most residents within
  // the limit: [[sites, milli], …] from none on.
  app.growth = function (model) {
    var open = [], served = Uint8Array.from(model.today.reach, function (n) { return n > 0 ? 1 : 0; });
    for (var s = model.sites.existing; s < model.sites.n; s++)
      if (model.sites.in_plan[s]) open.push(s);
    var points = [[0, model.covered(model.today)]];
    while (open.length) {
      var best = 0, most = -1;
      open.forEach(function (site, k) {
        var milli = brings(model, served, site, false);
        if (milli > most) {
          most = milli;
          best = k;
        }
      });
      brings(model, served, open[best], true);
      open.splice(best, 1);
      points.push([points.length, points[points.length - 1][1] + most]);
    }
    return points;
  };

  function brings(model, served, site, mark) {
    var row = model.row(site), sum = 0;
    for (var k = 0; k < row.person.length; k++) {
      if (row.time_ds[k] > model.people.limit_ds[row.person[k]] || served[row.person[k]]) continue;
      sum += model.people.milli[row.person[k]];
      if (mark) served[row.person[k]] = 1;
    }
    return sum;
  }

  app.draw_growth = function (model, points) {
    var n = points.length - 1, half = Math.max(1, Math.round(n / 2));
    app.by_id("growth-figure").hidden = n < 2;
    if (n < 2) return;
    var chart = frame(app.say("growth"), n, 100, app.say("growth_x"), app.say("curve_y"));
    line(chart, points.map(function (p) { return [p[0], 100 * p[1] / model.total_milli]; }), INK.plan);
    app.replace("growth", [chart]);
    app.by_id("growth-note").textContent = app.say("growth_note", {n: app.number(half), all: app.number(n),
      share: app.number(app.percent(points[half][1], model.total_milli)), limit: app.number(model.limit_ds / 600)});
  };
})(maillage);
