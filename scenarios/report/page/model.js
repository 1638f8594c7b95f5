// What a set of open sites means for everybody: the plan's own counting, again.
(function (app) {
  "use strict";
  var BEYOND = 65535, ROWS = 32;
  app.BEYOND = BEYOND;

  // Of each of n its group's name, or null.
  function read_groups(coded, n) {
    if (!coded) return null;
    return Array.from(app.differences(coded.group, n), function (number) { return coded.names[number]; });
  }

  // Runs: how many, and their limit.
  function read_limits(coded, n) {
    var limits = new Uint16Array(n), at = 0;
    app.all_counts(coded).forEach(function (value, k, values) {
      if (k % 2) limits.fill(value, at, at += values[k - 1]);
    });
    return limits;
  }

  app.read_people = function (coded) {
    var n = coded.n;
    return {
      n: n,
      lon: app.differences(coded.lon, n),
      lat: app.differences(coded.lat, n),
      milli: app.counts(coded.residents, n),
      communes: coded.communes,
      commune: app.differences(coded.commune, n),
      off: new Map(coded.off),
      limit_ds: read_limits(coded.limits, n),
      group: read_groups(coded.group, n),
      corners: coded.cells ? app.differences(coded.cells, 6 * n, 6) : null
    };
  };

  function read_sites(coded, rows) {
    var sites = {n: coded.n, existing: coded.existing, id: coded.id, name: coded.name,
                 commune: coded.commune, lon_e7: app.signed(coded.lon, coded.n),
                 lat_e7: app.signed(coded.lat, coded.n), row: app.counts(rows.row, coded.n)};
    sites.in_plan = new Uint8Array(sites.n);
    sites.group = read_groups(coded.group, coded.n);
    coded.open.forEach(function (site) { sites.in_plan[site] = 1; });
    return sites;
  }

  app.Model = function (data) {
    this.plan = data.plan;
    this.limit_ds = data.limit_ds;
    this.bound_ds = data.bound_ds;
    this.people = app.read_people(data.people);
    this.sites = read_sites(data.sites, data.rows);
    this.group_name = data.group_name;
    this.groups = data.rows.groups;
    this.all_rows = data.rows.all;
    this.n_rows = this.sites.row.reduce(function (a, b) { return Math.max(a, b); }, 0);
    this.decoded = [];
    this.total_milli = this.people.milli.reduce(function (a, b) { return a + b; }, 0);
    this.today = this.cover(new Uint8Array(this.sites.n).fill(1, 0, this.sites.existing));
    this.planned = this.cover(this.sites.in_plan);
  };

  // Whether the page has the site's times.
  app.Model.prototype.knows = function (site) {
    return this.sites.row[site] > 0;
  };

  app.Model.prototype.row = function (site) {
    var row = this.sites.row[site] - 1, group = Math.floor(row / ROWS);
    if (!this.decoded[group])
      this.decoded[group] = app.group_rows(app.bytes(this.groups[group]), Math.min(ROWS, this.n_rows - group * ROWS));
    return this.decoded[group][row % ROWS];
  };

  // Of each point of people: the time to the nearest open site, that site (the first of equally
  // near ones), and how many are within the limit.
  app.Model.prototype.cover = function (open) {
    var n = this.people.n, cover = {open: open, best: new Uint16Array(n).fill(BEYOND),
                                    site: new Int32Array(n).fill(-1), reach: new Uint16Array(n)};
    for (var s = 0; s < this.sites.n; s++)
      if (open[s]) this.add(cover, s);
    return cover;
  };

  app.Model.prototype.add = function (cover, site) {
    var row = this.row(site), person = row.person, time_ds = row.time_ds, limit_ds = this.people.limit_ds;
    for (var k = 0; k < person.length; k++) {
      var p = person[k], t = time_ds[k];
      if (t < cover.best[p]) {
        cover.best[p] = t;
        cover.site[p] = site;
      }
      if (t <= limit_ds[p]) cover.reach[p]++;
    }
  };

  app.Model.prototype.covered = function (cover) {
    var milli = 0;
    for (var i = 0; i < this.people.n; i++)
      if (cover.reach[i]) milli += this.people.milli[i];
    return milli;
  };

  // Residents by the deciseconds to their nearest open site.
  app.Model.prototype.histogram = function (cover) {
    var by_ds = new Float64Array(BEYOND + 1);
    for (var i = 0; i < this.people.n; i++) by_ds[cover.best[i]] += this.people.milli[i];
    return by_ds;
  };

  // The figures of plan.json's `times`: reached residents, and times in minutes, rounded up.
  app.Model.prototype.distribution = function (by_ds) {
    var reached = 0, sum = 0, end = BEYOND;
    for (var t = 0; t < end; t++) {
      reached += by_ds[t];
      sum += by_ds[t] * t;
    }
    function quantile(percent) {
      for (var part = by_ds[0], t = 0; part * 100 < reached * percent;) part += by_ds[++t];
      return reached ? app.minutes(t) : null;
    }
    return {reached: reached / 1000, mean_min: reached ? app.mean_minutes(sum, reached) : null,
            median_min: quantile(50), p95_min: quantile(95), max_min: quantile(100)};
  };

  // Residents of one open site, as plan.json has them.
  app.Model.prototype.site_figures = function (cover, site) {
    var row = this.row(site), milli = this.people.milli;
    var figures = {in_reach: 0, newly: 0, only: 0, nearest: 0};
    for (var k = 0; k < row.person.length; k++) {
      var p = row.person[k];
      if (row.time_ds[k] > this.people.limit_ds[p]) continue;
      figures.in_reach += milli[p];
      if (!this.today.reach[p]) figures.newly += milli[p];
      if (cover.reach[p] === 1) figures.only += milli[p];
      if (cover.site[p] === site) figures.nearest += milli[p];
    }
    return figures;
  };

  // Shares are rounded down and times up, as in plans: no figure looks better than it is.
  app.percent = function (part, whole) {
    return whole > 0 ? Math.floor(part * 10000 / whole) / 100 : 100;
  };
  app.minutes = function (time_ds) {
    return Math.ceil(time_ds / 6) / 100;
  };
  app.mean_minutes = function (sum_ds, weight) {
    return Math.ceil(sum_ds / (6 * weight)) / 100;
  };
})(maillage);
