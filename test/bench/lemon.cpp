// The reference of the solver benchmark: LEMON's NetworkSimplex as it comes, on a problem read from a binary file.
// File: int32 nodes, arcs; then int32 source, target, capacity, cost per column, sorted by source. Prints seconds and objective.
// Time runs from arrays in memory to flows in memory.
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

using namespace lemon;

static std::vector<int> column(std::FILE* file, int count) {
  std::vector<int> values(count);
  if (std::fread(values.data(), sizeof(int), count, file) != (size_t)count) std::exit(2);
  return values;
}

int main(int, char** argv) {
  std::FILE* file = std::fopen(argv[1], "rb");
  if (!file) return 2;
  const std::vector<int> head = column(file, 2);
  const int nodes = head[0], arcs = head[1];
  const std::vector<int> source = column(file, arcs), target = column(file, arcs), capacity = column(file, arcs), cost = column(file, arcs);
  std::fclose(file);

  const auto start = std::chrono::steady_clock::now();
  StaticDigraph graph;
  {
    std::vector<std::pair<int, int>> ends(arcs);
    for (int a = 0; a < arcs; a++) ends[a] = {source[a], target[a]};
    graph.build(nodes, ends.begin(), ends.end());
  }
  StaticDigraph::ArcMap<int> upper(graph), price(graph);
  for (int a = 0; a < arcs; a++) {
    upper[graph.arc(a)] = capacity[a];
    price[graph.arc(a)] = cost[a];
  }
  NetworkSimplex<StaticDigraph, int, int> simplex(graph);
  simplex.upperMap(upper).costMap(price);
  const auto outcome = simplex.run(NetworkSimplex<StaticDigraph, int, int>::BLOCK_SEARCH);
  if (outcome != NetworkSimplex<StaticDigraph, int, int>::OPTIMAL) return 3;
  StaticDigraph::ArcMap<int> flow(graph);
  simplex.flowMap(flow);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%.6f %lld\n", took.count(), simplex.totalCost<long long>());
  return 0;
}
